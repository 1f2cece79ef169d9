package io.photosync.ops;

import io.photosync.event.RosterEntry;
import io.photosync.ledger.Ledger;
import io.photosync.roster.RosterNote;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/** Who there is, and whom photo sync looks after. */
@ApplicationScoped
class RosterStatus implements StatusPart {
    private final Ledger ledger;

    RosterStatus(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * @param lookedAfter in scope, no guest, not gone; {@code withoutMailbox} are among them
     * @param everybodyReadAt when the whole directory was read last; {@code changesReadAt} what changed since
     * @param trouble why the directory or a group cannot be read now
     */
    record State(
            long people,
            long lookedAfter,
            long withPhoto,
            long withoutMailbox,
            long guests,
            long disabled,
            long outOfScope,
            long gone,
            Optional<Instant> everybodyReadAt,
            Optional<Instant> changesReadAt,
            Optional<String> trouble) {}

    @Override
    public String name() {
        return "roster";
    }

    @Override
    public State state() {
        RosterNote note = RosterNote.read(ledger);
        Predicate<RosterEntry> gone = entry -> entry.goneSince().isPresent();
        return new State(
                count(gone.negate()),
                count(RosterEntry::lookedAfter),
                count(entry -> entry.lookedAfter() && entry.mediaEtag().isPresent()),
                count(entry -> entry.lookedAfter() && !entry.mailbox()),
                count(gone.negate().and(RosterEntry::guest)),
                count(gone.negate().and(entry -> !entry.enabled())),
                count(gone.negate().and(entry -> !entry.inScope())),
                count(gone),
                note.completeAt(),
                note.changesAt(),
                note.trouble());
    }

    private long count(Predicate<RosterEntry> which) {
        Collection<RosterEntry> everybody = ledger.roster().values();
        return everybody.stream().filter(which).count();
    }
}
