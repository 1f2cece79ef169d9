package io.photosync.sharepoint;

import java.util.List;
import java.util.Optional;

/**
 * Part of the photos' files.
 *
 * @param next where the rest starts; to be kept if reading is to resume after a restart
 */
public record FilePage(List<PhotoFile> files, Optional<String> next) {}
