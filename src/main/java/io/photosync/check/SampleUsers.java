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

/** Some people of the directory, for lines that need somebody. Read once; a failure is met again by the next line that needs them. */
final class SampleUsers {
    /** Pages of 999: enough to tell the first two of Microsoft's bands apart. */
    private static final int PAGES = 6;

    private static final int LOOKED_AT = 60;

    private final Tenant tenant;
    private Optional<People> people = Optional.empty();
    private Optional<DirectoryUser> withPhoto = Optional.empty();

    SampleUsers(Tenant tenant) {
        this.tenant = tenant;
    }

    /**
     * Members of the directory whose accounts are enabled.
     *
     * @param more whether there are others that were not read
     */
    record People(List<DirectoryUser> members, boolean more) {}

    People people() throws MicrosoftCallException, InterruptedException {
        if (people.isEmpty()) {
            people = Optional.of(read());
        }
        return people.get();
    }

    /** Somebody of the first few dozens whose photo Exchange has. */
    Optional<DirectoryUser> withPhoto() throws MicrosoftCallException, InterruptedException {
        if (withPhoto.isEmpty()) {
            List<DirectoryUser> some =
                    people().members().stream().limit(LOOKED_AT).toList();
            Map<String, PhotoAnswer> answers = tenant.graph
                    .photos()
                    .states(some.stream().map(DirectoryUser::id).toList(), tenant.ask());
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

    private People read() throws MicrosoftCallException, InterruptedException {
        List<DirectoryUser> members = new ArrayList<>();
        UserPage page = tenant.graph.users().all(tenant.ask());
        for (int pages = 1; ; pages++) {
            page.users().stream()
                    .filter(user -> !user.isGuest() && user.enabled().orElse(true))
                    .forEach(members::add);
            if (page.next().isEmpty() || pages == PAGES) {
                return new People(List.copyOf(members), page.next().isPresent());
            }
            page = tenant.graph.users().next(page.next().get(), tenant.ask());
        }
    }
}
