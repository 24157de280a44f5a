"""The steps of an audit in their order, for every front end; it prints nothing."""
