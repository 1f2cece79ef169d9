package io.photosync.ops.console;

import io.photosync.ops.user.UserView;
import java.util.Optional;

/**
 * What the page of one user shows from memory.
 *
 * @param steps of the sync that was asked for, if one was
 */
record UserSummary(UserView view, SyncStatusText sentence, Optional<SyncSteps> steps) {}
