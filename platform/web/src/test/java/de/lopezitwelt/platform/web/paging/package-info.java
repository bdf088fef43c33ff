@NullMarked
package de.lopezitwelt.platform.web.paging;

import org.jspecify.annotations.NullMarked;
