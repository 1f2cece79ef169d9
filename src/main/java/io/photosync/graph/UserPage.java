package io.photosync.graph;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A page of the directory, or of its changes.
 *
 * @param users present users; in a delta, new or changed ones
 * @param removed ids of removed users; only in a delta
 * @param next the link to the next page; empty at the end
 * @param deltaLink at the end of a delta: where the next delta starts; valid for 7 days
 * @param count number of users on all pages together, if Graph was asked for it; on the first page only
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
