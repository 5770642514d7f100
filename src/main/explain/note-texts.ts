import type { NoteCode } from './codes.ts';
import type { Place } from './places.ts';

export interface NoteText {
  readonly why: string;
  readonly fix: string;
  readonly place: Place | null;
}

/** For a note of a kind that is not listed: true of all of them. */
export const otherNoteText: NoteText = {
  why: 'The request was accepted, but something about it deserves a look.',
  fix: 'Look at the request and at what changed, and correct the mapping if this is not meant.',
  place: 'user-mapping',
};

export const noteTexts: Readonly<Record<NoteCode, NoteText>> = {
  'ignored-attribute': {
    why: 'The attribute is not in the documented mapping list, and the identity provider may be unable to leave it out. It was not stored.',
    fix: 'Delete the mapping if the identity provider lets you. If it does not, nothing is to be done.',
    place: 'user-mapping',
  },
  'formatted-name': {
    why: 'Entra ID maps name.formatted by default. It is not in the documented list, and the article says that mapping any other field results in an error; it was not stored here.',
    fix: 'Delete the mapping to name.formatted. name.givenName and name.familyName carry the name.',
    place: 'user-mapping',
  },
  'user-without-group': {
    why: "In the vendor's own screens a user must be in at least one group; a user in none would see nothing.",
    fix: 'Provision a group with this user in it, or add the user to a group in the product.',
    place: 'groups',
  },
  'privileged-group': {
    why: 'The group has rights, and everyone whom the identity provider puts into it gets them.',
    fix: 'Make sure that this is meant. If not, give the pushed group another name.',
    place: 'groups',
  },
  'duplicate-email': {
    why: 'Two users share an e-mail address; mail for one reaches the other. Only the user name is unique.',
    fix: 'Check whether these are two accounts of one person. If so, take one of them out of the scope of provisioning.',
    place: 'people',
  },
  'user-name-lower-cased': {
    why: 'User names are saved in lower case. An identity provider that compares exactly sees a difference and may correct it again and again.',
    fix: 'Turn the user name to lower case in the mapping: ToLower([userPrincipalName]) in Entra ID, String.toLowerCase(…) in Okta.',
    place: 'user-mapping',
  },
  'invitation-not-repeated': {
    why: 'The invitation mail goes to newly provisioned users; an update sends no second one.',
    fix: 'Nothing, if the user got the first mail. Else send a password invitation in the product.',
    place: 'user-mapping',
  },
  'invitation-without-address': {
    why: 'The invitation mail goes to the e-mail address of the user; without one nobody gets the link for setting a password.',
    fix: 'Map an e-mail address to emails[type eq "work"].value and see that the person has one, then send the invitation from the user in this console.',
    place: 'user-mapping',
  },
  'cannot-log-in': {
    why: 'Without SSO a new user needs the invitation mail, a password set by an admin, or a password invitation.',
    fix: 'Map sendInvitationMail to true, or switch SSO on, or have an admin send the invitation.',
    place: 'user-mapping',
  },
  'bulk-operation-refused': {
    why: 'A bulk request is answered 200 as a whole; each of its operations succeeds or fails by itself (RFC 7644 §3.7.3).',
    fix: 'Correct what this operation sent, and send it again. What succeeded beside it stands.',
    place: null,
  },
  'bulk-stopped': {
    why: 'A bulk request says itself after how many errors the rest is left undone (RFC 7644 §3.7).',
    fix: 'Correct the operations that were refused, and send them and the rest again.',
    place: null,
  },
  'group-taken-over': {
    why: 'A group of this name existed and keeps its rights; its members are from now on what the identity provider says.',
    fix: 'Make sure that this is the same group. If not, rename one of the two.',
    place: 'groups',
  },
  'user-taken-over': {
    why: 'A user of this name existed and was updated with the mapped data.',
    fix: 'Make sure that this is the same person. If not, change the user name at its source.',
    place: 'people',
  },
  'user-deactivated-instead': {
    why: 'This sandbox is set to deactivate a user on DELETE; the user keeps id and groups.',
    fix: 'Nothing, if this is meant. Else set the rule "What DELETE does to a user" to delete.',
    place: 'actions',
  },
  'group-without-rights': {
    why: 'A pushed group is created without rights; the rights of all groups of a user add up.',
    fix: 'Give the group its rights in the product once it exists.',
    place: null,
  },
  'unknown-member-ignored': {
    why: 'A group member is named by the id of a user or group of this sandbox; this one is none and was left out.',
    fix: 'Assign the person to the application too, then have the group sent again.',
    place: 'assignment',
  },
  'unknown-linked-resource': {
    why: '`linkedResource.id` links a user to a resource that exists. The list of resources in this sandbox has none with this id; whether the real endpoint takes it is not documented.',
    fix: 'Correct the id at its source, or leave linkedResource.id empty for this person. If the resource is new, import the list again: Directory, Resources.',
    place: 'people',
  },
  'service-account-touched': {
    why: 'The user who owns the token is itself in the scope of provisioning: the identity provider can change or lock its own account.',
    fix: 'Take the service user out of the assignment.',
    place: 'assignment',
  },
  drill: {
    why: 'A drill is on. The request itself was done; how its answer arrived is the doing of the drill.',
    fix: 'Nothing: see what the identity provider makes of it. "Stop drill" at the top of the console ends it.',
    place: null,
  },
  'token-owner-locked-out': {
    why: 'The user who owns the token was disabled, deleted, or lost a right: the next call with this token is refused.',
    fix: 'Take the service user and its group out of the assignment, restore the user, and try again.',
    place: 'assignment',
  },
};
