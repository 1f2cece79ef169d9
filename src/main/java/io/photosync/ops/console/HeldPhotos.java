package io.photosync.ops.console;

import io.photosync.masschange.MassChangeDecision;
import io.photosync.masschange.MassChangeDecision.Action;
import io.photosync.ops.console.HeldGroup.Choice;
import io.photosync.ops.console.HeldGroup.Effect;
import io.photosync.ops.console.HeldGroup.Status;
import io.photosync.ops.removal.MassChangeDecisions;
import io.photosync.ops.removal.MassChangeView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Photos that many users got at once: held, released or refused. A decision can be changed at any time. */
@ApplicationScoped
class HeldPhotos implements HeldKind {
    private static final String EXPLANATION =
            "Many users got the same photo at once: a default picture by mistake, or a company's badge on purpose.";
    private static final String AFTER_RELEASE =
            "The photo is accepted for good, and these users are synced through the bulk lane.";
    private static final String AFTER_REFUSAL =
            "The photo is rejected for all users: they keep what SharePoint shows until they have another one.";

    private final MassChangeDecisions decisions;

    HeldPhotos(MassChangeDecisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public List<HeldGroup> groups() {
        return decisions.list().stream()
                .map(change -> group(
                        change,
                        request -> decisions.release(change.sha256(), request),
                        request -> decisions.refuse(change.sha256(), request)))
                .toList();
    }

    static HeldGroup group(MassChangeView change, Effect release, Effect refuse) {
        Optional<Action> decided = change.decision().map(MassChangeDecision::action);
        List<String> names = HeldSeen.all(change.some(), change.users());
        String seen = HeldSeen.of(change.since(), change.decision(), change.users(), names);
        return new HeldGroup(
                change.sha256(),
                "The same photo for many users",
                EXPLANATION,
                status(decided, change.users()),
                change.users(),
                change.since(),
                change.some(),
                change.decision().map(given -> "%s by %s: %s"
                        .formatted(Display.words(given.action()), given.by(), given.reason())),
                Choice.besides(
                        decided,
                        new Choice(HeldDecision.RELEASE, change.users(), AFTER_RELEASE, seen, release),
                        new Choice(HeldDecision.REFUSE, change.users(), AFTER_REFUSAL, seen, refuse)));
    }

    private static Status status(Optional<Action> decided, int users) {
        if (decided.isEmpty()) {
            return Status.held(users);
        }
        return switch (decided.get()) {
            case RELEASE -> users == 0 ? new Status("ok", "ok", "Released", "") : Status.beingCarriedOut(users);
            case REFUSE ->
                new Status("idle", "none", "Refused", "the old picture stays for %s".formatted(Display.users(users)));
        };
    }
}
