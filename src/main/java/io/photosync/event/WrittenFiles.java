package io.photosync.event;

import java.time.Instant;

/**
 * The three files of a person as SharePoint answered to their upload. Its list says the same of them for as long as nobody else
 * writes: times and lengths are SharePoint's own, so no two clocks are compared. ETags would say more than is wanted: SharePoint
 * may count them up by itself when it looks into a picture.
 *
 * @param lastModified of the file that was written last, in whole seconds
 * @param small length in bytes; {@code medium} and {@code large} likewise
 */
public record WrittenFiles(Instant lastModified, long small, long medium, long large) {}
