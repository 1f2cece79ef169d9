package io.photosync.roster;

/** How the groups that bound the scope have somebody. */
enum GroupMembership {
    IN,
    /** No member of the group whose members are in scope. */
    OUT,
    /** A member of the group whose members never are. */
    EXCLUDED
}
