"""The page: a panel a module, and the only room that knows Streamlit."""
