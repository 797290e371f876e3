"""Every command once, and the ways to give it: menus, keys, palette."""
