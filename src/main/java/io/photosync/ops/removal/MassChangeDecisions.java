package io.photosync.ops.removal;

import io.photosync.event.JournalEntry;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.masschange.MassChange;
import io.photosync.masschange.MassChangeDecision;
import io.photosync.masschange.MassChanges;
import io.photosync.ops.ApiException;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.audit.AuditEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Decides about photos that are held because many users got the same bytes. */
@ApplicationScoped
public class MassChangeDecisions {
    private final ReadyLedger ledger;
    private final HeldDecisions decisions;
    private final TopicWriter writer;
    private final MassChanges changes;

    MassChangeDecisions(ReadyLedger ledger, HeldDecisions decisions, TopicWriter writer, MassChanges changes) {
        this.ledger = ledger;
        this.decisions = decisions;
        this.writer = writer;
        this.changes = changes;
    }

    /** @param users number of users held for this photo at this moment */
    public record Answer(String action, String sha256, int users, boolean dryRun) {}

    /** Held photos, and those with a decision. */
    public List<MassChangeView> list() {
        Ledger known = ledger.get();
        List<MassChange> all = changes.all();
        boolean held = all.stream().anyMatch(change -> change.users() > 0);
        Map<String, List<String>> users = held ? changes.users() : Map.of();
        return all.stream()
                .map(change -> MassChangeView.of(change, users.getOrDefault(change.sha256(), List.of()), known))
                .toList();
    }

    /**
     * @param sha256 of the photo, in any case
     * @throws ApiException 400 without a reason; 409 when no such photo is held
     */
    public Answer release(String sha256, DecisionRequest request) throws WriteFailedException, InterruptedException {
        return decide(sha256, MassChangeDecision.Action.RELEASE, AuditEntry.Action.RELEASE, request);
    }

    /** {@link #release} likewise. */
    public Answer refuse(String sha256, DecisionRequest request) throws WriteFailedException, InterruptedException {
        return decide(sha256, MassChangeDecision.Action.REFUSE, AuditEntry.Action.REFUSE, request);
    }

    private Answer decide(
            String path, MassChangeDecision.Action action, AuditEntry.Action audited, DecisionRequest request)
            throws WriteFailedException, InterruptedException {
        String reason = DecisionRequest.requiredReason(request);
        ledger.get();
        String sha256 = path.toLowerCase(Locale.ROOT);
        MassChange change = changes.of(sha256)
                .orElseThrow(() -> ApiException.conflict("no photo is held with sha256 " + ApiException.shown(sha256)));
        if (!request.isDryRun()) {
            MassChangeDecision decision = decisions.write(
                    audited,
                    "photo " + sha256,
                    change.users(),
                    reason,
                    MassChangeDecision.key(sha256),
                    (operator, at) -> new MassChangeDecision(action, operator, reason, at));
            journal(sha256, decision);
        }
        return new Answer(action.name().toLowerCase(Locale.ROOT), sha256, change.users(), request.isDryRun());
    }

    /** A released user's journal entry is written with the event in the lane. */
    private void journal(String sha256, MassChangeDecision decision) {
        switch (decision.action()) {
            case RELEASE -> {}
            case REFUSE -> writer.journal(changes.users(sha256), decision.entry(JournalEntry.Decision.REFUSED));
        }
    }
}
