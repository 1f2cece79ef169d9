package io.photosync.event;

import java.time.Instant;
import java.util.Optional;

/**
 * A person of the tenant.
 *
 * @param mailbox whether Exchange knows the person, as far as was seen; true until it said otherwise
 * @param enabled whether the account may sign in; its photo is shown to others either way
 * @param inScope whether photo sync is to look after the person
 * @param goneSince when the directory was first seen not to know the person any more
 * @param mediaEtag of the photo that the sweep saw last; absent when there was none
 * @param seenAt when the sweep saw that for the first time; absent when nobody has looked yet
 */
public record RosterEntry(
        String userPrincipalName,
        String displayName,
        boolean mailbox,
        boolean guest,
        boolean enabled,
        boolean inScope,
        Optional<Instant> goneSince,
        Optional<String> mediaEtag,
        Optional<Instant> seenAt) {

    /** Whether the sweep looks at this person's photo. */
    public boolean lookedAfter() {
        return inScope && !guest && goneSince.isEmpty();
    }

    public RosterEntry mailbox(boolean known) {
        return new RosterEntry(
                userPrincipalName, displayName, known, guest, enabled, inScope, goneSince, mediaEtag, seenAt);
    }

    public RosterEntry inScope(boolean included) {
        return new RosterEntry(
                userPrincipalName, displayName, mailbox, guest, enabled, included, goneSince, mediaEtag, seenAt);
    }

    /** The same for somebody at whom the sweep has just looked; the same entry where it saw what it knew. */
    public RosterEntry sees(Optional<String> etag, Instant now) {
        return seenAt.isPresent() && etag.equals(mediaEtag)
                ? this
                : new RosterEntry(
                        userPrincipalName,
                        displayName,
                        mailbox,
                        guest,
                        enabled,
                        inScope,
                        goneSince,
                        etag,
                        Optional.of(now));
    }

    public RosterEntry goneSince(Instant when) {
        return new RosterEntry(
                userPrincipalName, displayName, mailbox, guest, enabled, inScope, Optional.of(when), mediaEtag, seenAt);
    }
}
