package de.lopezitwelt.platform.persistence.partition;

import java.util.List;
import org.eclipse.microprofile.config.Config;

/** A service's tables with a partition a year, as the service loader finds them: migrations run without beans. */
public interface YearlyTables {
    List<YearlyTable> of(Config config);
}
