package io.photosync.ops.user;

import io.photosync.call.MicrosoftCallException;
import java.util.Optional;

/** Looks up users by id or user principal name. */
public interface UserDirectory {

    /**
     * A user who is named but not loaded.
     *
     * @param id in lower case
     */
    record UserRef(String id, String userPrincipalName) {}

    /** @return empty when the directory does not know the name */
    Optional<UserRef> find(String idOrUpn) throws MicrosoftCallException, InterruptedException;
}
