package io.photosync.ops.console;

import io.photosync.ops.console.HeldGroup.Choice;
import io.photosync.ops.console.HeldGroup.Effect;
import io.photosync.ops.console.HeldGroup.Status;
import io.photosync.ops.removal.RemovalDecisions;
import io.photosync.ops.status.RemovalsStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Removals that are held, or are being released. */
@ApplicationScoped
class HeldRemovals implements HeldKind {
    private static final String EXPLANATION =
            "Users whose photo is gone in Exchange. Where more are gone than is likely,"
                    + " SharePoint keeps their photos until an operator decides.";
    private static final String OFF = "A setting keeps all photos: nothing is taken down.";
    private static final String AFTER_RELEASE =
            "Each user is asked for once more in Exchange; whoever still has no photo"
                    + " there loses the one in SharePoint.";
    private static final String AFTER_REFUSAL = "SharePoint keeps these photos until they change again in Exchange.";

    private final RemovalsStatus status;
    private final RemovalDecisions decisions;

    HeldRemovals(RemovalsStatus status, RemovalDecisions decisions) {
        this.status = status;
        this.decisions = decisions;
    }

    @Override
    public List<HeldGroup> groups() {
        return List.of(group(status.state(), decisions.concerned(), decisions::release, decisions::refuse));
    }

    /** @param concerned number of users whom a decision would concern: held, or being released */
    static HeldGroup group(RemovalsStatus.State state, int concerned, Effect release, Effect refuse) {
        String seen = seen(state, concerned);
        return new HeldGroup(
                "removals",
                "Removals",
                state.state().equals("off") ? OFF : EXPLANATION,
                status(state),
                state.people(),
                state.since(),
                state.some(),
                state.order().map(order -> "%s by %s, still to do for %s"
                        .formatted(Display.words(order.action()), order.by(), Display.users(order.people()))),
                concerned == 0
                        ? List.of()
                        : Choice.besides(
                                state.order().map(RemovalsStatus.Order::action),
                                new Choice(HeldDecision.RELEASE, concerned, AFTER_RELEASE, seen, release),
                                new Choice(HeldDecision.REFUSE, concerned, AFTER_REFUSAL, seen, refuse)));
    }

    private static Status status(RemovalsStatus.State state) {
        if (state.order().isPresent()) {
            return Status.beingCarriedOut(state.order().get().people());
        }
        return state.state().equals("held") ? Status.held(state.people()) : Status.NOTHING;
    }

    /** A release goes on while the operator thinks: that fewer users are left is no reason not to stop it. */
    private static String seen(RemovalsStatus.State state, int concerned) {
        Object order = state.order().map(given -> List.of(given.action(), given.by(), given.since()));
        return state.state().equals("held")
                ? HeldSeen.of(state.since(), order, concerned, HeldSeen.all(state.some(), state.people()))
                : HeldSeen.of(order);
    }
}
