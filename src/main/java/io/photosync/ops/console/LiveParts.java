package io.photosync.ops.console;

import io.photosync.ops.deadletter.ActionProgress;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The parts of pages that stand in the page and are renewed by its stream. */
final class LiveParts {
    private LiveParts() {}

    @CheckedTemplate(basePath = "ops")
    static class Templates {
        private Templates() {}

        static native TemplateInstance overviewBody(Overview now);

        static native TemplateInstance userBody(UserSummary user);

        static native TemplateInstance actionBody(ActionProgress progress);
    }
}
