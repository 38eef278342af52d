# What a parent can ask the centre for. Nothing here may tell what the other parent asks or answers.

asks-title = Ask us for something
asks-lead = Choose what it is about. We answer in your messages.
asks-ask = Ask: { $what }
asks-day = For which day?
asks-day-hint = Leave it empty if it is not for one day.
asks-change = Another time
asks-change-about = We look for a time that is safe and that everybody can keep. Until we answer, the time you have stays.
asks-person = Somebody else at a visit
asks-person-about = Only people in the plan can come in. We read the order and the plan, and ask everybody who must be asked. Please tell nobody that they can come before we have answered.
asks-gift = A gift
asks-gift-about = Tell us what it is and for what day. Please bring it open: we look at every gift first. Nothing that records, sends or can be traced.
asks-photograph = A photograph
asks-photograph-about = We take pictures with our own camera, if the plan allows it. Telephones stay away during a visit.
asks-worry = A worry
asks-worry-about = Tell us what worries you about a visit or your child. Somebody who leads the centre reads it. In danger, ring 999 first.
asks-waits = { $what }: you have asked, and we have not answered yet
asks-yes = { $what }: yes
asks-no = { $what }: not this time
