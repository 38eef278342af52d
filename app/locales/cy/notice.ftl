# What a person is sent when there is something to read. Whoever holds their telephone must learn nothing from it:
# no name, no place, no reason, no number of things (R27). A story lists every word of this file and refuses new ones
# until somebody has looked at them, in every language.

notice-subject = Rhywbeth newydd i chi
notice-to-read = Mae rhywbeth newydd i chi ei ddarllen. Mewngofnodwch lle byddwch yn arfer gwneud.
notice-soon = Mae rhywbeth wedi’i drefnu cyn hir. Mewngofnodwch i’w weld.
notice-guide = Mae rhywbeth i chi ei ddarllen a allai fod o ddefnydd nawr. Mewngofnodwch lle byddwch yn arfer gwneud.
# To somebody who booked a first call and asked for it. They have no sign-in.
notice-call-kept = Mae’r hyn a drefnwyd gennych wedi’i gadw i chi.
notice-call-soon = Mae’r hyn a drefnwyd gennych yn fuan.
notice-test = Prawf yw hwn. Nid oes angen i chi wneud dim.
# The word is the person's own: by it they know that the notice is real. It stands first.
notice-with-code-word = { $word }: { $words }
