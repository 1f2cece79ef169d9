package io.photosync.ops.console;

import io.photosync.ops.console.HeldGroup.Choice;
import io.photosync.ops.console.HeldGroup.Effect;
import io.photosync.ops.console.HeldGroup.Status;
import io.photosync.ops.removal.LeavingDecisions;
import io.photosync.ops.status.LeavingStatus;
import io.photosync.roster.LeavingDecision.Action;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Leavers who are held, or were refused. */
@ApplicationScoped
class HeldLeavers implements HeldKind {
    private static final String EXPLANATION =
            "Users whom the directory or the group of the scope does not list any more."
                    + " Where more are missing than is likely, they stay managed until an operator decides.";
    private static final String AFTER_RELEASE =
            "These users have left: their photos are no longer synced, and their files are deleted 27 days later.";
    private static final String AFTER_REFUSAL =
            "These users stay managed until the directory, or the group, lists them again.";

    private final LeavingStatus status;
    private final LeavingDecisions decisions;

    HeldLeavers(LeavingStatus status, LeavingDecisions decisions) {
        this.status = status;
        this.decisions = decisions;
    }

    @Override
    public List<HeldGroup> groups() {
        return List.of(group(status.state(), decisions::release, decisions::refuse));
    }

    static HeldGroup group(LeavingStatus.State state, Effect release, Effect refuse) {
        return new HeldGroup(
                "leavers",
                "Leavers",
                EXPLANATION,
                status(state),
                state.people(),
                state.since(),
                state.some(),
                state.order().map(order -> "%s by %s".formatted(Display.words(order.action()), order.by())),
                choices(state, release, refuse));
    }

    private static Status status(LeavingStatus.State state) {
        String refused = "%s kept managed by a refusal".formatted(Display.users(state.refused()));
        if (state.order().isPresent()) {
            return Status.beingCarriedOut(state.people());
        }
        if (state.people() > 0) {
            Status held = Status.held(state.people());
            return state.refused() == 0
                    ? held
                    : new Status(held.kind(), held.shape(), held.word(), held.text() + "; " + refused + ", until now");
        }
        return state.refused() == 0 ? Status.NOTHING : new Status("idle", "none", "Refused", refused);
    }

    /** A release lets those go as well who were refused before. */
    private static List<Choice> choices(LeavingStatus.State state, Effect release, Effect refuse) {
        int released = LeavingDecisions.concerned(Action.RELEASE, state);
        int refused = LeavingDecisions.concerned(Action.REFUSE, state);
        List<String> names = HeldSeen.all(state.some(), state.people());
        String seen = HeldSeen.of(state.since(), state.order(), state.people(), state.refused(), names);
        return Choice.besides(
                        state.order().map(LeavingStatus.Order::action),
                        new Choice(HeldDecision.RELEASE, released, AFTER_RELEASE, seen, release),
                        new Choice(HeldDecision.REFUSE, refused, AFTER_REFUSAL, seen, refuse))
                .stream()
                .filter(choice -> choice.users() > 0)
                .toList();
    }
}
