package io.photosync.check;

import io.photosync.call.MicrosoftCallException;
import io.photosync.check.SampleUsers.Members;

/** Reads the tenant's users. */
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
    public Line run() throws MicrosoftCallException, InterruptedException {
        Members members = sample.members();
        if (members.users().isEmpty()) {
            return Line.unclear(
                    name(),
                    "no user with an enabled account is listed",
                    "Compare photosync.tenant-id with the tenant that you mean.");
        }
        return Line.works(
                name(),
                "%s%d members with enabled accounts"
                        .formatted(
                                members.more() ? "more than " : "",
                                members.users().size()));
    }
}
