"""Each rule with examples it takes, and examples it leaves alone."""

import pytest

from tests.desktop.suggest.reading import reports

TRAILING = {
    '"The dam will hold," Ruiz said.': ['Ruiz | said | "The dam will hold,"'],
    '"The dam will hold," said Ruiz.': ['Ruiz | said | "The dam will hold,"'],
    "The Cross said help was coming.": ["The Cross | said | help was coming"],
    "The dam will hold, Ruiz said.": ["Ruiz | said | The dam will hold"],
    "The dam will hold, Ruiz told the council on Friday.": ["Ruiz | told | The dam will hold"],
    '"The dam," Ruiz said, "will hold."': ['Ruiz | said | "The dam," … "will hold."'],
    '"The dam will hold," Ruiz said. "I checked it myself."': [
        'Ruiz | said | "The dam will hold," … "I checked it myself."'
    ],
    '"Will it hold?" Ruiz asked.': ['Ruiz | asked | "Will it hold?"'],
    '"The dam will hold," said Ana Ruiz, the mayor of Tolm. "I checked it."': [
        'Ana Ruiz, the mayor of Tolm | said | "The dam will hold," … "I checked it."'
    ],
    '"The dam will hold," Ana Ruiz, who built it, said.': ['Ana Ruiz, who built it | said | "The dam will hold,"'],
    'The dam is "as safe as a church," Ruiz said.': ['Ruiz | said | The dam is "as safe as a church,"'],
    '"The dam will hold," Ruiz thundered.': ['Ruiz | thundered | "The dam will hold,"'],
    "''The dam will hold,'' the engineer said.": ["the engineer | said | ''The dam will hold,''"],
    "The dam, Ruiz said on Friday, is old.": ["Ruiz | said | The dam … is old"],
    "The dam leaks, Ruiz said, adding that it is old.": [
        "Ruiz | said | The dam leaks",
        "Ruiz | adding | that it is old",
    ],
    '"The dam will hold," Ruiz said, arguing that it had "no leak at all, not one."': [
        'Ruiz | said | "The dam will hold,"',
        'Ruiz | arguing | that it had "no leak at all, not one."',
    ],
    "‘The dam will hold,’ said the engineer.": ["the engineer | said | ‘The dam will hold,’"],
    '"It is old," Ruiz told the programme "Good Evening, Tolm." "One day it breaks."': [
        'Ruiz | told | "It is old," … "One day it breaks."'
    ],
    '"It is old," Ruiz said, and left. The plan is "a mess" to her.': ['Ruiz | said | "It is old,"'],
    '"It is old," Ruiz said "and one day they will say, ‘It broke.’"': [
        'Ruiz | said | "It is old," … "and one day they will say, ‘It broke.’"'
    ],
    '"It is old," Ruiz said beside Ana Berg (D-Calif.). "One day it breaks."': [
        'Ruiz | said | "It is old," … "One day it breaks."'
    ],
    '"It leaks," Ana Ruiz, attorney for one of the groups to sue the city, said.': [
        'Ana Ruiz, attorney for one of the groups to sue the city | said | "It leaks,"'
    ],
}
LEADING = {
    "Ruiz said that the dam would hold.": ["Ruiz | said | that the dam would hold"],
    "Ruiz said the dam would hold.": ["Ruiz | said | the dam would hold"],
    "Ruiz said on Friday that the dam would hold.": ["Ruiz | said | that the dam would hold"],
    'Ruiz said: "The dam will hold."': ['Ruiz | said | "The dam will hold."'],
    'Ruiz said, "The dam will hold. I checked it."': ['Ruiz | said | "The dam will hold. I checked it."'],
    "Ruiz told reporters the dam would hold.": ["Ruiz | told | the dam would hold"],
    "Ruiz did not say whether the dam would hold.": ["Ruiz | did not say | whether the dam would hold"],
    "Ana Ruiz, the mayor of Tolm, has repeatedly denied that the dam leaks.": [
        "Ana Ruiz, the mayor of Tolm | has repeatedly denied | that the dam leaks"
    ],
    "Ruiz has argued for years that the dam leaks.": ["Ruiz | has argued | that the dam leaks"],
    "Ruiz argued for a new dam.": ["Ruiz | argued for | a new dam"],
    "Ruiz called the report a “disgrace.”": ["Ruiz | called | the report a “disgrace.”"],
    "Ruiz promised to repair the dam.": ["Ruiz | promised | to repair the dam"],
    "The engineers believe that the dam will hold.": ["The engineers | believe | that the dam will hold"],
    "Ruiz wants to repair the dam.": ["Ruiz | wants | to repair the dam"],
    "Ruiz is confident that the dam will hold.": ["Ruiz | is confident | that the dam will hold"],
    "Ruiz said the dam was old and called for a new one.": [
        "Ruiz | said | the dam was old",
        "Ruiz | called for | a new one",
    ],
    "Ruiz defended the plan, saying the dam was old.": [
        "Ruiz | defended | the plan",
        "Ruiz | saying | the dam was old",
    ],
    "Noting that the dam was old, Ruiz left the hall.": ["Ruiz | Noting | that the dam was old"],
    "When Berg said the dam leaked, Ruiz laughed.": ["Berg | said | the dam leaked"],
    "The board backed Ruiz, who says the dam will hold.": [
        "The board | backed | Ruiz",
        "who | says | the dam will hold",
    ],
    "Ruiz was accused of fraud by Berg.": ["Berg | was accused | Ruiz … of fraud"],
    "Residents were told by the council that it was safe.": ["the council | were told | that it was safe"],
    "Residents were told that it was safe.": [" | were told | that it was safe"],
    'What he called "a lost year" ended in May.': ['he | called | "a lost year"'],
    'Ruiz, who called Berg at noon, told the council, "The dam is old."': [
        'Ruiz, who called Berg at noon | told | "The dam is old."',
    ],
    'Ruiz yelled "You lie!" at the mayor during his speech.': ['Ruiz | yelled | "You lie!"'],
    'Ruiz cried, "Not that dam," before the mayor left.': ['Ruiz | cried | "Not that dam,"'],
    'Ruiz called it "old" and "a risk to us all" at noon.': ['Ruiz | called | it "old" and "a risk to us all" at noon'],
    'Asked a question about the dam, Ruiz said, "It is old."': [
        " | question about | the dam",
        'Ruiz | said | "It is old."',
    ],
    "A spokesman wrote of a “they asked us” feeling about the plan.": [
        "A spokesman | wrote of | a “they asked us” feeling about the plan"
    ],
    "Her claim that the dam leaks angered the council.": ["Her | claim | that the dam leaks angered the council"],
}
CONSTRUCTIONS = {
    # Nobody tells it.
    "It emerged that the bridge had been closed.": [" | emerged | that the bridge had been closed"],
    "It emerged on Monday that Ruiz had lied.": [" | emerged | that Ruiz had lied"],
    "It has transpired the dam leaked.": [" | has transpired | the dam leaked"],
    "It came to light last week that the dam leaked.": [" | came to light | that the dam leaked"],
    "News emerged that the dam leaked.": [" | emerged | that the dam leaked"],
    "The minister had lied, it emerged on Monday.": [" | emerged | The minister had lied"],
    "The dam, it turned out, was old.": [" | turned out | The dam … was old"],
    "It became known that the dam leaked.": [" | became known | that the dam leaked"],
    "It became clear that the dam leaked.": [" | became clear | that the dam leaked"],
    # What somebody is told of.
    "The bank warned customers of higher fees.": ["The bank | warned | higher fees"],
    "The ministry informed its Lisbon office of the loss.": ["The ministry | informed | the loss"],
    "Ruiz alerted the council to the risk.": ["Ruiz | alerted | the risk"],
    "The council advised tourists against travel to Tolm.": ["The council | advised | travel to Tolm"],
    "The utility cautioned residents against drinking it.": ["The utility | cautioned | drinking it"],
    "The utility cautioned against drinking it.": ["The utility | cautioned against | drinking it"],
    "Ruiz reassured residents about the dam.": ["Ruiz | reassured | the dam"],
    "Doctors advised patients on diets.": ["Doctors | advised | diets"],
    "Ruiz told residents about the floods.": ["Ruiz | told | the floods"],
    "Ruiz warned of floods.": ["Ruiz | warned of | floods"],
    "The ministry warned of severe flooding in the valley.": [
        "The ministry | warned of | severe flooding in the valley"
    ],
    "The council's view is that the dam leaks.": ["The council's | view is | that the dam leaks"],
    "Ruiz is confident the dam will hold.": ["Ruiz | is confident | the dam will hold"],
    "Ruiz is critical of the dam.": ["Ruiz | is critical | the dam"],
    "Ruiz was quoted as saying the dam would hold.": ["Ruiz | was quoted as saying | the dam would hold"],
    "Both said the dam would hold.": ["Both | said | the dam would hold"],
    "WHO said the dam was old.": ["WHO | said | the dam was old"],
    "The dam, according to the WHO, is old.": ["the WHO | according to | The dam … is old"],
    "The report, published on Monday, said the dam was old.": [
        "The report, published on Monday | said | the dam was old"
    ],
    "Ana Ruiz for the Tolm Council, says the dam is old.": ["Ana Ruiz for the Tolm Council | says | the dam is old"],
    'With one engineer writing "It leaks badly, and often," the mayor left.': [
        'one engineer | writing | "It leaks badly, and often,"'
    ],
    "Ruiz said the dam was safe, and a week later it broke.": ["Ruiz | said | the dam was safe"],
    "Ruiz said the dam was safe, which surprised its rivals.": ["Ruiz | said | the dam was safe"],
    "Ruiz agreed that the dam leaked.": ["Ruiz | agreed | that the dam leaked"],
    "Ruiz made it clear that the dam leaked.": ["Ruiz | made it clear | that the dam leaked"],
    "I say the dam is old.": ["I | say | the dam is old"],
    "Officials want a new dam.": ["Officials | want | a new dam"],
}
HEADLINES = {
    "Minister Says Dam Will Hold\n\nIt is old.": ["Minister | Says | Dam Will Hold"],
    "MINISTER SAYS DAM WILL HOLD\n\nIt is old.": ["MINISTER | SAYS | DAM WILL HOLD"],
    "General Cites Forces' Ability\n\nIt is old.": ["General | Cites | Forces' Ability"],
    "Minister Denies Dam Leaks\n\nIt is old.": ["Minister | Denies | Dam Leaks"],
    "‘The Dam Will Hold,’ Minister Says\n\nIt is old.": ["Minister | Says | ‘The Dam Will Hold,’"],
    "Dam will hold, says minister\n\nIt is old.": ["minister | says | Dam will hold"],
    "Dam will hold: Ruiz\n\nIt is old.": ["Ruiz | : | Dam will hold"],
    "Dam Will Hold - Minister\n\nIt is old.": ["Minister | - | Dam Will Hold"],
}
TURNS = {
    "Q: Will it hold?\n\nA: It will. I checked it.\n\nQ: When?\n\nA: Yesterday.": [
        "Q | : | Will it hold",
        "A | : | It will. I checked it",
        "Q | : | When",
        "A | : | Yesterday",
    ],
    "RUIZ: It will hold.\nBERG: Will it?\nRUIZ: Look.\nIt is dry.\nBERG: Now it is.": [
        "RUIZ | : | It will hold",
        "BERG | : | Will it",
        "RUIZ | : | Look … It is dry",
        "BERG | : | Now it is",
    ],
}
INSERTED = {
    "As Ruiz put it, the dam is old.": ["Ruiz | put it | the dam is old"],
    "As Ruiz told the council on Friday, the dam is old.": ["Ruiz | told | the dam is old"],
    "A party that Berg says is lost won the vote.": ["Berg | says | A party … is lost"],
    "Per Ruiz, the dam will hold.": ["Ruiz | Per | the dam will hold"],
}
PHRASES = {
    "According to Ruiz, the dam will hold.": ["Ruiz | According to | the dam will hold"],
    "The dam will hold, according to the city's engineers.": [
        "the city's engineers | according to | The dam will hold"
    ],
    "The dam, according to Ruiz, will hold.": ["Ruiz | according to | The dam … will hold"],
    "According to a report by the board, seen by Ruiz, the dam leaks.": [
        "a report by the board, seen by Ruiz | According to | the dam leaks"
    ],
    "According to Ruiz, working dams never leak.": ["Ruiz | According to | working dams never leak"],
    "According to a report seen by the board, the dam leaks.": [
        "a report seen by the board | According to | the dam leaks"
    ],
    "In her view, the dam will hold.": ["her | In … view | the dam will hold"],
    '"It leaks. It will break," Ruiz said, according to the council.': [
        'the council | according to | "It leaks. It will break," Ruiz said'
    ],
    "Mayor: Dam will hold\n\nIt rained.": ["Mayor | : | Dam will hold"],
}
REMAINING = {
    "She rose and said,\n\n“You are quite in the right, it was”": ["She | said | “You are quite in the right, it was”"],
    # A line that ends with a comma leads to the next.
    "“Who is it?”\n\nEmma rose, and in a low voice said,\n\n“It is my Edward.”\n\n“Is it?”\n\nAda said,\n\n“No.”": [
        " |  | “Who is it?”",
        "Emma | said | “It is my Edward.”",
        "Ada |  | “Is it?”",
        "Ada | said | “No.”",
    ],
    'Ruiz was blunt.\n\n"The dam will hold for a hundred years and more."': [
        ' |  | "The dam will hold for a hundred years and more."'
    ],
    'The mayor posted this message for us:\n\n"The dam will hold for a hundred years."': [
        'The mayor | posted | "The dam will hold for a hundred years."'
    ],
    'It rained. Ruiz: "The aim is to mend the dam."': ['Ruiz | : | "The aim is to mend the dam."'],
    'From the report: "Dams with thicker walls hold for longer."': [
        'the report | : | "Dams with thicker walls hold for longer."'
    ],
    'Asked whether the dam leaks, Ruiz smiled: "Never."': ['Ruiz | smiled | "Never."'],
    '"The dam will hold," Ruiz said. "It is safe.\n\n"And it is ours," she said.': [
        'Ruiz | said | "The dam will hold," … "It is safe.',
        'she | said | "And it is ours,"',
    ],
}
NOTHING = [
    "The dam was built in 1932 and holds two million tons of water.",
    'They sailed on the "Good Hope" that year.',
    'The so-called "miracle dam" cost a fortune.',
    'The dam was a "they asked us" moment for the town.',
    "It's the engineers' dam, and Ruiz's too.",
    "The statement was long.",
    "The dam emerged from the fog.",
    "The dam emerged that day.",
    "It came to the town hall.",
    "The sign warned drivers of ice.",
    "The first part is called the overture.",
    "In response to mass protests the dam was closed.",
    "The bank on Said Street opened its new hall.",
    "The vote was cast at the town hall.",
    "The council meets on Friday to open the dam.",
    "I need a new car.",
    "You find the key under the mat.",
    "More rain means a new dam.",
    "We are going to the dam on Friday.",
    "The study was published in a journal.",
    "Ruiz left the group called the Sons of Tolm.",
    "The pictures were quickly posted and reposted online.",
    "The rain prompted calls.",
    "They sold it at ten dollars per Ruiz share.",
    "Source: Tolm News | 2018-07-18 | Editor: Ana Ruiz\n\nThe dam is old.",
    "The dam\n\nHeight: 90 metres\nWidth: 300 metres\nAge: 80 years",
    "",
    "\n\n\n",
    '"',
    "“ ” ‘ ’ '' `` « »",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    (TRAILING | LEADING | CONSTRUCTIONS | HEADLINES | TURNS | INSERTED | PHRASES | REMAINING).items(),
    ids=lambda value: str(value)[:40],
)
def test_reports(text: str, expected: list[str]) -> None:
    assert reports(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_leaves_alone(text: str) -> None:
    assert reports(text) == []
