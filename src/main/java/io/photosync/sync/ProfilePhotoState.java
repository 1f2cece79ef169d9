package io.photosync.sync;

import io.photosync.sharepoint.PhotoFiles;
import java.util.Optional;

/**
 * The files of a user who has a profile.
 *
 * @param files those that are in use, or will be
 * @param orphans files of the user that are no longer used
 */
record ProfilePhotoState(PhotoFiles files, Optional<PhotoFiles> orphans) {}
