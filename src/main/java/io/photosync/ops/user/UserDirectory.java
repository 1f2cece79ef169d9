package io.photosync.ops.user;

import io.photosync.call.MicrosoftCallException;
import java.util.Optional;

/** Who is behind an id or user principal name. */
interface UserDirectory {

    /** @param id in lower case */
    record Person(String id, String userPrincipalName) {}

    /** @return empty when the directory does not know the name */
    Optional<Person> find(String idOrUpn) throws MicrosoftCallException, InterruptedException;
}
