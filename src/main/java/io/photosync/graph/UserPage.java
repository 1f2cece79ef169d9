package io.photosync.graph;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A part of the directory, or of its changes.
 *
 * @param users who is there; in a delta, who is new or changed
 * @param removed ids of those who are gone; only in a delta
 * @param next the link to the next page; empty at the end
 * @param deltaLink at the end of a delta: where the next look at the changes starts; serves 7 days
 * @param count how many there are on all pages together, where Graph was asked for it; on the first page only
 */
public record UserPage(
        List<DirectoryUser> users,
        Set<String> removed,
        Optional<String> next,
        Optional<String> deltaLink,
        Optional<Long> count) {

    UserPage of(Optional<Long> all) {
        return new UserPage(users, removed, next, deltaLink, all);
    }
}
