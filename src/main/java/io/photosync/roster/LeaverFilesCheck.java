package io.photosync.roster;

/** Whether files of a leaver remain that could not be found once the leaver is forgotten. */
@FunctionalInterface
public interface LeaverFilesCheck {

    boolean of(String userId);
}
