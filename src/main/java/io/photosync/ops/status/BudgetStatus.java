package io.photosync.ops.status;

import io.photosync.budget.Budget;
import io.photosync.budget.BudgetState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Remaining budget of requests to Microsoft. */
@ApplicationScoped
public class BudgetStatus implements StatusPart {
    private final Budget budget;

    BudgetStatus(Budget budget) {
        this.budget = budget;
    }

    @Override
    public String name() {
        return "budget";
    }

    @Override
    public List<BudgetState> state() {
        return budget.states();
    }
}
