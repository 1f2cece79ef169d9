package io.photosync.graph;

import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.users.delta.DeltaGetResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Converts the SDK's users into ours. */
final class UserPages {
    static final String[] PROPERTIES = {"id", "userPrincipalName", "displayName", "userType", "accountEnabled"};

    private UserPages() {}

    static UserPage of(UserCollectionResponse page) throws GraphCallException {
        if (page == null) {
            throw nothing();
        }
        UserPage users = split(page.getValue(), Optional.ofNullable(page.getOdataNextLink()), Optional.empty());
        return users.of(Optional.ofNullable(page.getOdataCount()));
    }

    static UserPage of(DeltaGetResponse page) throws GraphCallException {
        if (page == null) {
            throw nothing();
        }
        return split(
                page.getValue(),
                Optional.ofNullable(page.getOdataNextLink()),
                Optional.ofNullable(page.getOdataDeltaLink()));
    }

    static DirectoryUser user(User user) throws GraphCallException {
        return new DirectoryUser(
                id(user),
                Optional.ofNullable(user.getUserPrincipalName()).orElse(""),
                Optional.ofNullable(user.getDisplayName()).orElse(""),
                Optional.ofNullable(user.getUserType()).map("Guest"::equalsIgnoreCase),
                Optional.ofNullable(user.getAccountEnabled()));
    }

    private static UserPage split(List<User> users, Optional<String> next, Optional<String> deltaLink)
            throws GraphCallException {
        if (users == null) {
            throw nothing();
        }
        List<DirectoryUser> there = new ArrayList<>();
        Set<String> removed = new HashSet<>();
        for (User user : users) {
            // The same user may come several times in a delta; the last one counts.
            if (user.getAdditionalData().containsKey("@removed")) {
                String gone = id(user);
                removed.add(gone);
                there.removeIf(earlier -> earlier.id().equals(gone));
            } else {
                removed.remove(id(user));
                there.add(user(user));
            }
        }
        return new UserPage(List.copyOf(there), Set.copyOf(removed), next, deltaLink, Optional.empty());
    }

    private static String id(User user) throws GraphCallException {
        if (user.getId() == null || user.getId().isBlank()) {
            throw new GraphCallException(GraphErrors.unreadable("no-id", "a user without an id"), null);
        }
        return user.getId().toLowerCase(Locale.ROOT);
    }

    private static GraphCallException nothing() {
        return new GraphCallException(
                GraphErrors.unreadable("empty-answer", "an empty answer instead of a page of users"), null);
    }
}
