package io.photosync.roster;

import io.photosync.event.RosterEntry;
import java.util.Collection;

/**
 * The roster in figures.
 *
 * @param people whom the directory knows; all others but {@code gone} are parts of them
 * @param lookedAfter in scope and no guest; {@code withPhoto} and {@code withoutMailbox} are among them
 * @param externalMembers whose account is at home in another tenant, and who are no guests: looked after like all members
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
