package io.photosync.graph;

import io.photosync.call.Failure;
import java.util.regex.Pattern;

/**
 * The application permission that a Graph request needs, by its path. Graph says "Insufficient privileges" and no more;
 * the administrator needs the name.
 */
final class GraphPermissions {
    private static final Pattern GROUPS = Pattern.compile("/groups?(/|\\(|$)");

    private GraphPermissions() {}

    /** @param path of the request's URL, or of an item of a batch */
    static String neededFor(String path) {
        return GROUPS.matcher(path).find() ? "GroupMember.Read.All" : "User.Read.All";
    }

    /** The request's failure; if it was refused for lack of a permission, with that permission's name. */
    static Failure named(Failure failure, String path) {
        return failure.status() != 403
                ? failure
                : failure.saying(
                        failure.code(),
                        "%s (this request needs Microsoft Graph's application permission %s with an administrator's consent)"
                                .formatted(failure.detail(), neededFor(path)));
    }
}
