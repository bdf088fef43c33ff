package de.lopezitwelt.runtime.catalog;

/** The price that a service counts for a model. It may differ from the catalog's, for example in another currency. */
@FunctionalInterface
public interface PriceRule {
    /** @throws IllegalArgumentException with a reason when the price cannot be counted */
    Price counted(Price price);
}
