package io.photosync.check;

import io.photosync.call.MicrosoftCallException;
import io.photosync.graph.DirectoryUser;
import io.photosync.graph.PhotoAnswer;
import io.photosync.graph.PhotoState;
import io.photosync.graph.UserPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Some users of the directory, for checks that need one. Read once; after a failure the next check that needs them
 * tries again.
 */
final class SampleUsers {
    /** Pages of 999 users: enough to distinguish the first two of Microsoft's licence tiers. */
    private static final int PAGES = 6;

    private static final int PHOTOS_CHECKED = 60;

    private final Tenant tenant;
    private Optional<Members> members = Optional.empty();
    private Optional<DirectoryUser> withPhoto = Optional.empty();

    SampleUsers(Tenant tenant) {
        this.tenant = tenant;
    }

    /**
     * Members of the directory with enabled accounts.
     *
     * @param more whether there are more that were not read
     */
    record Members(List<DirectoryUser> users, boolean more) {}

    Members members() throws MicrosoftCallException, InterruptedException {
        if (members.isEmpty()) {
            members = Optional.of(read());
        }
        return members.get();
    }

    /** The first of some dozens of users with a photo in Exchange. */
    Optional<DirectoryUser> withPhoto() throws MicrosoftCallException, InterruptedException {
        if (withPhoto.isEmpty()) {
            List<DirectoryUser> some =
                    members().users().stream().limit(PHOTOS_CHECKED).toList();
            Map<String, PhotoAnswer> answers = tenant.graph
                    .photos()
                    .states(some.stream().map(DirectoryUser::id).toList(), tenant.callContext());
            for (DirectoryUser user : some) {
                switch (answers.get(user.id())) {
                    case PhotoAnswer.Known(PhotoState.Present present) -> {
                        withPhoto = Optional.of(user);
                        return withPhoto;
                    }
                    case PhotoAnswer.Known other -> {}
                    case PhotoAnswer.Failed(var failure) -> throw new MicrosoftCallException(failure);
                }
            }
        }
        return withPhoto;
    }

    private Members read() throws MicrosoftCallException, InterruptedException {
        List<DirectoryUser> members = new ArrayList<>();
        UserPage page = tenant.graph.users().all(tenant.callContext());
        for (int pages = 1; ; pages++) {
            page.users().stream()
                    .filter(user -> !user.isGuest() && user.enabled().orElse(true))
                    .forEach(members::add);
            if (page.next().isEmpty() || pages == PAGES) {
                return new Members(List.copyOf(members), page.next().isPresent());
            }
            page = tenant.graph.users().next(page.next().get(), tenant.callContext());
        }
    }
}
