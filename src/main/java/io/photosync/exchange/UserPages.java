package io.photosync.exchange;

import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.users.delta.DeltaGetResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The SDK's users as ours. */
final class UserPages {
    static final String[] PROPERTIES = {"id", "userPrincipalName", "displayName", "userType", "accountEnabled", "mail"};

    private UserPages() {}

    static UserPage of(UserCollectionResponse page) throws CallRefused {
        if (page == null) {
            throw nothing();
        }
        UserPage users = split(page.getValue(), Optional.ofNullable(page.getOdataNextLink()), Optional.empty());
        return users.of(Optional.ofNullable(page.getOdataCount()));
    }

    static UserPage of(DeltaGetResponse page) throws CallRefused {
        if (page == null) {
            throw nothing();
        }
        return split(
                page.getValue(),
                Optional.ofNullable(page.getOdataNextLink()),
                Optional.ofNullable(page.getOdataDeltaLink()));
    }

    static DirectoryUser user(User user) {
        return new DirectoryUser(
                id(user),
                Optional.ofNullable(user.getUserPrincipalName()).orElse(""),
                Optional.ofNullable(user.getDisplayName()).orElse(""),
                Optional.ofNullable(user.getMail()),
                Optional.ofNullable(user.getUserType()).map("Guest"::equalsIgnoreCase),
                Optional.ofNullable(user.getAccountEnabled()));
    }

    private static UserPage split(List<User> users, Optional<String> next, Optional<String> deltaLink)
            throws CallRefused {
        if (users == null) {
            throw nothing();
        }
        List<DirectoryUser> there = new ArrayList<>();
        Set<String> removed = new HashSet<>();
        for (User user : users) {
            // The same person may come several times in a delta; the last one counts.
            if (user.getAdditionalData().containsKey("@removed")) {
                removed.add(id(user));
                there.removeIf(earlier -> earlier.id().equals(id(user)));
            } else {
                removed.remove(id(user));
                there.add(user(user));
            }
        }
        return new UserPage(List.copyOf(there), Set.copyOf(removed), next, deltaLink, Optional.empty());
    }

    private static String id(User user) {
        return user.getId().toLowerCase(Locale.ROOT);
    }

    private static CallRefused nothing() {
        return new CallRefused(
                GraphErrors.unreadable("empty-answer", "a page of users was answered with nothing"), null);
    }
}
