package io.photosync.roster;

/** A user's membership in the groups that define the scope. */
enum GroupMembership {
    IN,
    /** Not a member of the scope group. */
    OUT,
    /** A member of the excluded group. */
    EXCLUDED
}
