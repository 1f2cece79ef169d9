package io.photosync.check;

import io.photosync.call.MicrosoftCallException;
import io.photosync.check.SampleUsers.People;

/** Reading the tenant's people. */
final class DirectoryLine implements Check {
    private final SampleUsers sample;

    DirectoryLine(SampleUsers sample) {
        this.sample = sample;
    }

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public Line look() throws MicrosoftCallException, InterruptedException {
        People people = sample.people();
        if (people.members().isEmpty()) {
            return Line.untold(
                    name(),
                    "nobody with an enabled account is listed",
                    "Compare photosync.tenant-id with the tenant that you mean.");
        }
        return Line.works(
                name(),
                "%s%d members with enabled accounts"
                        .formatted(
                                people.more() ? "more than " : "",
                                people.members().size()));
    }
}
