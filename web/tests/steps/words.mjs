// What stands on the pages for each word of a referral file. The tests choose by these words, as a
// person does, so a page that loses one of them fails.
export const yes = (is) => (is ? "Yes" : "No");

export const capacity = {
  "solicitor": "Solicitor", "mediator": "Mediator", "cafcass": "Cafcass", "social-worker": "Social worker",
  "court": "Court", "self": "One of the family", "other": "Somebody else",
};
export const responsibility = { "yes": "Yes", "no": "No", "not-known": "Not known" };
export const channel = {
  "telephone": "Telephone", "text": "Text message", "email": "E-mail",
  "do-not-contact": "Do not contact me: I will contact you",
};
export const livesWith = {
  "resident": "With the resident party", "visiting": "With the visiting party",
};
export const level = {
  "supported": "Supported", "supervised": "Supervised", "high-vigilance": "High vigilance",
};
export const kind = {
  ...level, "handover": "Handover", "escorted": "Escorted outing", "indirect": "Letters and parcels",
  "identity": "Identity contact", "virtual": "Video call",
};
export const order = {
  "child-arrangements": "Child arrangements order", "non-molestation": "Non-molestation order",
  "occupation": "Occupation order", "prohibited-steps": "Prohibited steps order",
  "specific-issue": "Specific issue order", "special-guardianship": "Special guardianship order",
  "care": "Care order", "section-7-direction": "Direction for a welfare report (section 7)",
  "other": "Another order",
};
export const concern = {
  "domestic-abuse": "Domestic abuse", "coercive-control": "Coercive control",
  "non-fatal-strangulation": "Non-fatal strangulation", "stalking": "Stalking",
  "threats-to-kill": "Threats to kill", "sexual-abuse-of-child": "Sexual abuse of a child",
  "physical-abuse-of-child": "Physical abuse of a child",
  "emotional-abuse-of-child": "Emotional abuse of a child", "neglect": "Neglect", "abduction": "Abduction",
  "drugs-or-alcohol": "Drugs or alcohol", "mental-health": "Mental health", "weapons": "Weapons",
  "other": "Something else",
};
export const standing = {
  "alleged": "Alleged", "admitted": "Admitted", "found-by-court": "Found by a court",
  "convicted": "Convicted", "not-upheld": "Not upheld by a court",
};
export const source = {
  "self-report": "Said by the person", "other-party": "Said by the other party",
  "court-order": "Court order", "cafcass": "Cafcass", "police": "Police", "social-care": "Social care",
  "idva": "Domestic abuse adviser (IDVA)", "school": "School", "health": "Health",
  "observation": "Seen by staff", "other": "Other",
};
export const severity = { low: "Low", medium: "Medium", high: "High" };
export const triage = {
  "accept": "Accept", "wait": "Put on the waiting list", "redirect": "Send to another service",
  "decline": "Decline",
};
