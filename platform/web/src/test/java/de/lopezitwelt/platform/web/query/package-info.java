@org.jspecify.annotations.NullMarked
package de.lopezitwelt.platform.web.query;
