/**
 * Outgoing HTTP to places that tenants name: vetted, bounded, and exact about whether anything
 * left.
 */
@NullMarked
package dev.parley.tool.egress;

import org.jspecify.annotations.NullMarked;
