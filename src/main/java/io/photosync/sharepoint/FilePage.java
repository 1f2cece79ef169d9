package io.photosync.sharepoint;

import java.util.List;
import java.util.Optional;

/**
 * Some of the photos' files.
 *
 * @param next where the rest begins; to be kept if the reading is to go on after a restart
 */
public record FilePage(List<PhotoFile> files, Optional<String> next) {}
