package io.photosync.ledger;

import io.photosync.event.RosterEntry;
import io.photosync.event.RosterEntry.FormerName;
import io.photosync.event.RosterEntry.Leaving;
import java.util.ArrayList;
import java.util.List;

/** A user of the tenant as bytes. */
final class RosterPack implements CompactMap.Pack<RosterEntry> {
    @Override
    public void write(RosterEntry entry, CompactWriter out) {
        out.text(entry.userPrincipalName())
                .text(entry.displayName())
                .flag(entry.mailbox())
                .flag(entry.guest())
                .flag(entry.enabled())
                .flag(entry.inScope())
                .optional(entry.goneSince(), out::instant)
                .text(entry.mediaEtag())
                .optional(entry.seenAt(), out::instant)
                .number(entry.formerNames().size());
        entry.formerNames()
                .forEach(former -> out.text(former.userPrincipalName()).instant(former.until()));
        out.optional(entry.leaving(), leaving -> out.number(leaving.what().ordinal())
                .instant(leaving.since())
                .flag(leaving.refused()));
    }

    @Override
    public RosterEntry read(CompactReader in) {
        return new RosterEntry(
                in.nullableText(),
                in.nullableText(),
                in.flag(),
                in.flag(),
                in.flag(),
                in.flag(),
                in.optional(in::instant),
                in.text(),
                in.optional(in::instant),
                formerNames(in),
                in.optional(() -> new Leaving(Leaving.What.values()[in.integer()], in.instant(), in.flag())));
    }

    private static List<FormerName> formerNames(CompactReader in) {
        int count = in.integer();
        List<FormerName> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(new FormerName(in.nullableText(), in.instant()));
        }
        return names;
    }
}
