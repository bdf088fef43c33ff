package de.lopezitwelt.analytics.reconciliation;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** The days in UTC on which the sessions began, both included. */
public record ReconciliationRequest(
        @NotNull LocalDate from, @NotNull LocalDate to) {}
