package de.lopezitwelt.runtime.catalog;

/** What a service counts for a model, which may not be what the catalog says: it may count in another currency. */
@FunctionalInterface
public interface PriceRule {
    /** @throws IllegalArgumentException with a reason when the price cannot be counted */
    Price counted(Price price);
}
