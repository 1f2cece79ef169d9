package io.photosync.roster;

import io.photosync.event.RosterEntry;
import java.util.Collection;

/**
 * Numbers of users in the roster.
 *
 * @param people known to the directory; all others but {@code gone} are subsets of it
 * @param lookedAfter managed users: in scope and no guests; {@code withPhoto} and {@code withoutMailbox} are subsets
 * @param externalMembers members whose account is at home in another tenant; managed like all members
 */
public record RosterCounts(
        int people,
        int lookedAfter,
        int withPhoto,
        int withoutMailbox,
        int guests,
        int disabled,
        int outOfScope,
        int gone,
        int externalMembers) {

    static RosterCounts of(Collection<RosterEntry> roster) {
        int people = 0;
        int lookedAfter = 0;
        int withPhoto = 0;
        int withoutMailbox = 0;
        int guests = 0;
        int disabled = 0;
        int outOfScope = 0;
        int gone = 0;
        int externalMembers = 0;
        for (RosterEntry entry : roster) {
            if (entry.goneSince().isPresent()) {
                gone++;
                continue;
            }
            people++;
            lookedAfter += entry.managed() ? 1 : 0;
            withPhoto += entry.managed() && entry.mediaEtag().isPresent() ? 1 : 0;
            withoutMailbox += entry.managed() && !entry.mailbox() ? 1 : 0;
            guests += entry.guest() ? 1 : 0;
            externalMembers += entry.externalMember() ? 1 : 0;
            disabled += entry.enabled() ? 0 : 1;
            outOfScope += entry.inScope() ? 0 : 1;
        }
        return new RosterCounts(
                people, lookedAfter, withPhoto, withoutMailbox, guests, disabled, outOfScope, gone, externalMembers);
    }
}
