package io.photosync.ops;

import io.photosync.budget.CallFailed;
import java.util.Optional;

/** Who is behind an id or user principal name. */
interface People {

    /** @param id in lower case */
    record Person(String id, String userPrincipalName) {}

    /** @return empty when the directory does not know the name */
    Optional<Person> find(String idOrUpn) throws CallFailed, InterruptedException;
}
