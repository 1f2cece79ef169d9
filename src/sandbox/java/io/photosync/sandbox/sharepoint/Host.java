package io.photosync.sandbox.sharepoint;

/** The two site hosts of a tenant that photos need. Each has tokens of its own. */
enum Host {
    MY_SITE,
    ADMIN
}
