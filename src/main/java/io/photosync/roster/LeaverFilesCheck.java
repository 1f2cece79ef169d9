package io.photosync.roster;

/** Whether anything of a leaver is left elsewhere that nobody would find again once the leaver is forgotten. */
@FunctionalInterface
public interface LeaverFilesCheck {

    boolean of(String userId);
}
