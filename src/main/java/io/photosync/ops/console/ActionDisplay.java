package io.photosync.ops.console;

import io.photosync.deadletter.ActedState;
import io.photosync.ops.deadletter.ActionProgress;
import io.quarkus.qute.TemplateExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the progress of a replay or discard stands in the pages. */
@TemplateExtension
final class ActionDisplay {
    private static final int ROWS = 100;

    private ActionDisplay() {}

    /** Letters that are not on their way any more. */
    static int ended(ActionProgress progress) {
        return progress.letters().size() - of(progress, ActedState.ON_ITS_WAY);
    }

    /** {@code 12 resolved, 3 on their way, 1 failed again as before}. */
    static String sentence(ActionProgress progress) {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<ActedState, Integer> entry : progress.states().entrySet()) {
            parts.add(Display.text(entry.getValue()) + " "
                    + switch (entry.getKey()) {
                        case RESOLVED -> "resolved";
                        case ON_ITS_WAY -> entry.getValue() == 1 ? "on its way" : "on their way";
                        case FAILED_AS_BEFORE -> "failed again as before";
                        case FAILED_NEWLY -> "failed newly";
                        case SKIPPED -> "left alone";
                    });
        }
        return String.join(", ", parts);
    }

    static List<ActionProgress.Letter> firstHundred(List<ActionProgress.Letter> letters) {
        return letters.subList(0, Math.min(ROWS, letters.size()));
    }

    static String kind(ActedState state) {
        return switch (state) {
            case RESOLVED -> "ok";
            case ON_ITS_WAY -> "info";
            case FAILED_AS_BEFORE, FAILED_NEWLY -> "bad";
            case SKIPPED -> "idle";
        };
    }

    static String shape(ActedState state) {
        return switch (state) {
            case RESOLVED -> "ok";
            case ON_ITS_WAY -> "waiting";
            case FAILED_AS_BEFORE, FAILED_NEWLY -> "dead";
            case SKIPPED -> "none";
        };
    }

    private static int of(ActionProgress progress, ActedState state) {
        return progress.states().getOrDefault(state, 0);
    }
}
