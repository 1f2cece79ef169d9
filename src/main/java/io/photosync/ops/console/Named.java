package io.photosync.ops.console;

import io.photosync.ops.deadletter.ActionProgress;
import io.photosync.ops.deadletter.LetterView;
import io.photosync.ops.report.ReportRow;
import io.photosync.ops.user.UserDirectory.UserRef;
import io.photosync.ops.user.UserFound;
import io.photosync.ops.user.UserView;
import io.quarkus.qute.TemplateExtension;
import java.util.stream.Stream;

/** How a user is named in the pages, where the directory may have left a name blank: a link without text is none. */
@TemplateExtension
final class Named {
    private Named() {}

    /** The display name, else the user principal name, else the id. */
    static String named(UserFound user) {
        return first(user.name(), user.userId());
    }

    /** {@link #named(UserFound)} likewise. */
    static String named(UserView user) {
        return first(
                user.roster().map(entry -> entry.displayName()).orElse(""), user.userPrincipalName(), user.userId());
    }

    /** The user principal name, else the id. */
    static String named(UserRef user) {
        return first(user.userPrincipalName(), user.id());
    }

    /** {@link #named(UserRef)} likewise. */
    static String named(LetterView letter) {
        return first(letter.userPrincipalName().orElse(""), letter.userId());
    }

    /** {@link #named(UserRef)} likewise. */
    static String named(ReportRow row) {
        return first(row.userPrincipalName().orElse(""), row.userId());
    }

    /** {@link #named(UserRef)} likewise. */
    static String named(ActionProgress.Letter letter) {
        return first(letter.userPrincipalName().orElse(""), letter.userId());
    }

    private static String first(String... names) {
        return Stream.of(names).filter(name -> !name.isBlank()).findFirst().orElse("no name");
    }
}
