package io.photosync.exchange;

import java.util.Optional;

/**
 * A person of the directory.
 *
 * @param id object id, in lower case
 * @param userPrincipalName for guests in the {@code name_other.example#EXT#@tenant} form
 * @param mail no proof of a mailbox: only Exchange's answer about the photo is
 */
public record DirectoryUser(
        String id,
        String userPrincipalName,
        String displayName,
        Optional<String> mail,
        boolean guest,
        boolean enabled) {}
