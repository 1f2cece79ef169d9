package io.photosync.graph;

import io.photosync.call.Failure;
import java.util.Optional;

/**
 * Which refusals of a photo request are about the user. All others are about the service, 404 with an unknown code
 * included: during an incident it answers 404 for all.
 */
final class PhotoRefusals {
    private static final String IMAGE_NOT_FOUND = "ImageNotFoundException";

    private PhotoRefusals() {}

    static Optional<PhotoState> meaning(Failure failure) {
        return switch (failure.code()) {
            case "ImageNotFound", "ErrorItemNotFound" -> onlyFor(404, failure, new PhotoState.Absent(failure.code()));
            // The code serves for other things too; the message names the exception behind it.
            case "ErrorEntityNotFound" ->
                failure.detail().contains(IMAGE_NOT_FOUND)
                        ? onlyFor(404, failure, new PhotoState.Absent(failure.code()))
                        : Optional.empty();
            case "ErrorNonExistentMailbox" -> Optional.of(new PhotoState.NoMailbox());
            // "Error authenticating with resource": seen for users without a mailbox.
            case "AuthenticationError" -> onlyFor(400, failure, new PhotoState.NoMailbox());
            case "Request_ResourceNotFound", "ResourceNotFound" -> onlyFor(404, failure, new PhotoState.UserGone());
            default -> noMailbox(failure);
        };
    }

    /**
     * Inactive, soft-deleted, on premises: {@code MailboxNotEnabledForRESTAPI}, {@code
     * MailboxNotHostedInExchangeOnline} and the like.
     */
    private static Optional<PhotoState> noMailbox(Failure failure) {
        boolean refused = failure.status() >= 400 && failure.status() < 500;
        return refused && failure.code().startsWith("MailboxNot")
                ? Optional.of(new PhotoState.NoMailbox())
                : Optional.empty();
    }

    private static Optional<PhotoState> onlyFor(int status, Failure failure, PhotoState state) {
        return failure.status() == status ? Optional.of(state) : Optional.empty();
    }
}
