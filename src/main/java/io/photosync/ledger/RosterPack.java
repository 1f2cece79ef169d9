package io.photosync.ledger;

import io.photosync.event.RosterEntry;

/** A person of the tenant as bytes. */
final class RosterPack implements PackedSlots.Pack<RosterEntry> {
    @Override
    public void write(RosterEntry entry, Packer out) {
        out.text(entry.userPrincipalName())
                .text(entry.displayName())
                .flag(entry.mailbox())
                .flag(entry.guest())
                .flag(entry.enabled())
                .flag(entry.inScope())
                .optional(entry.goneSince(), out::instant)
                .text(entry.mediaEtag())
                .optional(entry.seenAt(), out::instant);
    }

    @Override
    public RosterEntry read(Unpacker in) {
        return new RosterEntry(
                in.nullableText(),
                in.nullableText(),
                in.flag(),
                in.flag(),
                in.flag(),
                in.flag(),
                in.optional(in::instant),
                in.text(),
                in.optional(in::instant));
    }
}
