# Whether a document is genuine: a page for anybody who holds one.

verify-title = Check that a document is genuine
verify-lead = Every report and letter that we sign has a reference on each page and a check value at its end.
verify-reference = Reference
verify-reference-hint = It is on every page, for example RP-7K3QD92.
verify-file = The document itself
verify-file-hint = The file is compared and not kept. This is the surest way.
verify-value = Or the check value printed in it, or the SHA-256 of the file
verify-check = Check it
verify-about = We say only whether it is genuine. We do not say whom a document is about or who else has it.

## Answers

verify-genuine = Genuine
verify-not-known = Not known
verify-genuine-file = Genuine. This file is, to the last letter, the one that was signed.
verify-genuine-print = Genuine. A paper with this reference and check value was signed. To know that no word of yours was changed, choose the file.
verify-not-known-detail = Not known. Ask the centre for a copy before you rely on it.

## What is wrong with a question

verify-enter-reference = Enter the reference, like RP-7K3QD92
verify-enter-value = Choose the file, or enter the 16 characters of the check value or the 64 of the SHA-256
