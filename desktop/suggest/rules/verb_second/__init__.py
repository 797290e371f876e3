"""Rules for languages whose verb stands second in a main clause and last in a subordinate one: German.

Word order says here what it does not say in English: what stands before the verb may be its subject, when, or what was
said, so a sentence is read by its clauses. `clauses` parts it and tells what each verb does, `phrases` where a noun
phrase ends and which one is the subject, `reports` puts together what verbs and nouns of reporting say, `by_phrase`
what "laut", "zufolge" and "so" do, and `going_on` finds where the mood of the verb alone says that somebody reports.
"""
