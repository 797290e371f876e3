"""Icons, codebooks, the sample article and the export's schema: data that `desktop.base.paths.resource` finds."""
